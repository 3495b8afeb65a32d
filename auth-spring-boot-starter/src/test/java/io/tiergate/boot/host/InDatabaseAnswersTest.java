package io.tiergate.boot.host;

@InDatabase
class InDatabaseAnswersTest extends AnswersContract {}
