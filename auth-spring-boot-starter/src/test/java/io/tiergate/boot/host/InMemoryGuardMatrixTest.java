package io.tiergate.boot.host;

@InMemory
class InMemoryGuardMatrixTest extends GuardMatrixContract {}
