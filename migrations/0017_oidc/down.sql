alter table users drop column has_password;
drop table user_identities;
drop table oidc_tickets;
drop table oidc_logins;
