create sequence app_user_sequence;

create table app_user (
    id bigint primary key,
    username varchar(100) not null constraint app_user_username unique,
    password_hash varchar(200) not null,
    display_name varchar(200) not null
);
