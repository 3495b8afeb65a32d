alter table host_thing_2 add column colour varchar(20);
