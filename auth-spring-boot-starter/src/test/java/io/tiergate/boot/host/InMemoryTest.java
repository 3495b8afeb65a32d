package io.tiergate.boot.host;

@InMemory
class InMemoryTest extends EnforcementContract {}
