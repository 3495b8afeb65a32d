package io.tiergate.boot.routes;

/** An exemption from being guarded that cannot be meant, found when the application starts. */
final class InvalidExemptionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    InvalidExemptionException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
