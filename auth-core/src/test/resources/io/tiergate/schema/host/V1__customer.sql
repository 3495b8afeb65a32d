CREATE TABLE customer (
    id bigint NOT NULL,
    PRIMARY KEY (id)
);
