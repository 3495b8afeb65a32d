package io.tiergate.boot.host;

@InMemory
class InMemoryAnswersTest extends AnswersContract {}
