create table host_thing_4 (id bigint not null primary key);
