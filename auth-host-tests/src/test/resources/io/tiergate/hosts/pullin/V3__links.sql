-- A table of the host that refers to one of Tiergate's: V2 has pulled that in.
create table host_link (
    user_id bigint not null,
    subject_id bigint not null,
    constraint host_link_subject foreign key (subject_id) references tiergate_subject (id)
);
