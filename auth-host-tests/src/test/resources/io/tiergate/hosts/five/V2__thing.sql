create table host_thing_2 (id bigint not null primary key);
