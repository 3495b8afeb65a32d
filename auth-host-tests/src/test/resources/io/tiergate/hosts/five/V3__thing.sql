create table host_thing_3 (id bigint not null primary key);
