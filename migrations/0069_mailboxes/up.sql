-- Letters to one mailbox, under however many plus-addresses: as `mailboxOf` of server/src/post/outbox.store.ts.
create index mail_outbox_mailbox on mail_outbox (regexp_replace(lower(recipient), '\+[^@]*@', '@'), created_at);
