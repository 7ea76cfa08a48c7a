create index notifications_raised on notifications using brin (raised_at);
