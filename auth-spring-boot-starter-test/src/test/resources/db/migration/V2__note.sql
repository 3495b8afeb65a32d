create table note (id bigint primary key, title varchar(100) not null, resource_id bigint not null);
