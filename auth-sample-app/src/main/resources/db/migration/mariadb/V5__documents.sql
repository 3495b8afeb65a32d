create sequence app_folder_sequence increment by 50;
create sequence app_document_sequence increment by 50;

-- The owner is the name of a user. The resource is what permissions are granted on, and cannot be removed while its row is there.
create table app_folder (
    id bigint primary key,
    resource_id bigint not null,
    parent_id bigint,
    name varchar(200) not null,
    owner varchar(100) character set utf8mb4 collate utf8mb4_nopad_bin,
    constraint app_folder_resource unique (resource_id),
    constraint app_folder_resource_fk foreign key (resource_id) references tiergate_resource (id),
    constraint app_folder_parent_fk foreign key (parent_id) references app_folder (id)
) default character set utf8mb4;

create table app_document (
    id bigint primary key,
    resource_id bigint not null,
    folder_id bigint not null,
    title varchar(200) not null,
    content varchar(4000) not null,
    owner varchar(100) character set utf8mb4 collate utf8mb4_nopad_bin,
    changed_at datetime(6) not null,
    constraint app_document_resource unique (resource_id),
    constraint app_document_resource_fk foreign key (resource_id) references tiergate_resource (id),
    constraint app_document_folder_fk foreign key (folder_id) references app_folder (id)
) default character set utf8mb4;

create index app_folder_by_parent on app_folder (parent_id);
create index app_document_by_folder on app_document (folder_id);
create index app_document_by_title on app_document (title);
create index app_document_by_change on app_document (changed_at);
