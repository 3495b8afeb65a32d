package io.tiergate.boot.host;

@InDatabase
class InDatabaseGuardMatrixTest extends GuardMatrixContract {}
