package io.tiergate.store.memory;

/** Is told of all rows that a table has. */
interface RowIndex<R> {

    void add(long id, R row);

    void remove(long id, R row);
}
