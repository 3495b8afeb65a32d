package io.tiergate.boot.routes;

/**
 * A request that nobody has sent: rules for URLs are asked about it when the application starts. Whatever watches
 * decisions leaves it out.
 */
public interface UnsentRequest {}
