create table host_thing_5 (id bigint not null primary key);
