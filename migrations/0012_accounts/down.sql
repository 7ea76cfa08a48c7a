drop index invite_uses_code;
drop index invite_codes_created;
alter table invite_codes
  drop column created_by,
  drop column note,
  drop column batch_id,
  drop column disabled_at;
drop table invite_batches;
drop table mail_outbox;
drop table account_tokens;
drop table retired_names;

-- An address was unique before it was proven: of several who typed the same one, the first keeps it.
update users u set email = u.pending_email where u.email is null and u.pending_email is not null
  and not exists (select from users o where lower(o.email) = lower(u.pending_email))
  and not exists (select from users o where lower(o.pending_email) = lower(u.pending_email) and o.id < u.id);
alter table users
  drop column pending_email,
  drop column locale,
  drop column nickname_look,
  drop column nickname_changed_at,
  drop column deletion_requested_at,
  drop column deleted_at;
