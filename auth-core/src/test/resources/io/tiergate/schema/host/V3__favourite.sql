CREATE TABLE favourite (
    id bigint NOT NULL,
    subject_id bigint NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT favourite_subject FOREIGN KEY (subject_id) REFERENCES tiergate_subject (id)
);
