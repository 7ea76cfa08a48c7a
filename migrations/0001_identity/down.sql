drop table login_failures;
drop table refresh_tokens;
drop table sessions;
drop table invite_uses;
drop table invite_codes;
drop table admin_users;
drop table users;
