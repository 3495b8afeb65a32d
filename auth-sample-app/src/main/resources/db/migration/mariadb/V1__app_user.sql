create sequence app_user_sequence increment by 1;

-- The name is also the id of the user in Tiergate, so it is compared exactly, as the other databases do by themselves.
create table app_user (
    id bigint primary key,
    username varchar(100) character set utf8mb4 collate utf8mb4_nopad_bin not null,
    password_hash varchar(200) not null,
    display_name varchar(200) not null,
    constraint app_user_username unique (username)
) default character set utf8mb4;
