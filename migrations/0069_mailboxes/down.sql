drop index mail_outbox_mailbox;
