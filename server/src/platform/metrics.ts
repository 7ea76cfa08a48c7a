import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Everything the process tells Prometheus; one registry, built in the root and passed down. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    ...playMetrics([registry]),
    ...processMetrics([registry]),
    ...mailMetrics([registry]),
    ...pushMetrics([registry]),
    ...shopMetrics([registry]),
    ...jobMetrics([registry]),
    ...notificationMetrics([registry]),
    ...campaignMetrics([registry]),
  }
}

function playMetrics(registers: Registry[]) {
  return {
    spins: new Counter({
      name: 'casino_spins_total',
      help: 'Spins that Postgres has committed.',
      labelNames: ['game'],
      registers,
    }),
    commandSeconds: new Histogram({
      name: 'casino_command_seconds',
      help: 'From a command entering its mailbox to its reply.',
      labelNames: ['type'],
      buckets: SECONDS,
      registers,
    }),
    commandsRefused: new Counter({
      name: 'casino_commands_refused_total',
      help: 'Commands that were refused, by reason.',
      labelNames: ['type', 'reason'],
      registers,
    }),
    journalBatchSize: new Histogram({
      name: 'casino_journal_batch_size',
      help: 'Entries in one journal batch.',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
      registers,
    }),
    journalCommitSeconds: new Histogram({
      name: 'casino_journal_commit_seconds',
      help: 'One journal batch from the statement to its commit.',
      buckets: SECONDS,
      registers,
    }),
  }
}

function jobMetrics(registers: Registry[]) {
  return {
    jobRuns: new Counter({
      name: 'casino_job_runs_total',
      help: 'Runs of the timetable that this process has ended: done, retried after a failed page, failed for good.',
      labelNames: ['job', 'state'],
      registers,
    }),
    jobTroubles: new Gauge({
      name: 'casino_job_trouble',
      help: '1 where a job was missed, has failed or is slow; anything above 0 wants an operator.',
      labelNames: ['job', 'trouble'],
      registers,
    }),
  }
}

function notificationMetrics(registers: Registry[]) {
  return {
    notifications: new Counter({
      name: 'casino_notifications_total',
      help: 'What deliveries of notifications came to: sent, again, dead, held, gone, expired, cancelled, waits, or skipped and why.',
      labelNames: ['channel', 'category', 'outcome', 'reason'],
      registers,
    }),
    notificationSeconds: new Histogram({
      name: 'casino_notification_seconds',
      help: 'From a notification being raised to its being sent.',
      labelNames: ['channel'],
      buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 7_200, 43_200],
      registers,
    }),
    notificationsInterrupted: new Counter({
      name: 'casino_notifications_interrupted_total',
      help: 'Attempts whose worker was gone before it wrote down what came of them: each may have been sent twice.',
      labelNames: ['channel'],
      registers,
    }),
    notificationTriage: new Counter({
      name: 'casino_notification_triage_total',
      help: 'What triage did with dead letters: requeued, parked for a person, closed; expired while their origin was held.',
      labelNames: ['move'],
      registers,
    }),
    notificationsOldestSeconds: new Gauge({
      name: 'casino_notifications_oldest_seconds',
      help: 'How long the oldest notification that is due has been waiting.',
      registers,
    }),
    notificationsWaiting: new Gauge({
      name: 'casino_notifications_waiting',
      help: 'Deliveries by where they are: due (at most ten thousand are counted), held for an origin, open dead letters.',
      labelNames: ['where'],
      registers,
    }),
  }
}

function campaignMetrics(registers: Registry[]) {
  return {
    campaignPlayers: new Counter({
      name: 'casino_campaign_players_total',
      help: 'Players whose turn in a campaign has come: raised, held out, or gone since it began.',
      labelNames: ['category', 'outcome'],
      registers,
    }),
    campaigns: new Gauge({
      name: 'casino_campaigns',
      help: 'Campaigns by state; those that ended are not counted.',
      labelNames: ['state'],
      registers,
    }),
    campaignLagSeconds: new Gauge({
      name: 'casino_campaign_lag_seconds',
      help: 'How long a page of a running campaign has been due.',
      registers,
    }),
    campaignStops: new Counter({
      name: 'casino_campaign_stops_total',
      help: 'Campaigns that their guard rail has stopped, by what it saw; anything above 0 wants an operator.',
      labelNames: ['harm'],
      registers,
    }),
  }
}

function mailMetrics(registers: Registry[]) {
  return {
    mails: new Counter({
      name: 'casino_mails_total',
      help: 'Attempts to send a letter, by what came of them: sent, postponed, failed, dropped; barred: our log-in was refused.',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    mailsWaiting: new Gauge({
      name: 'casino_mails_waiting',
      help: 'Letters that are queued and not sent yet.',
      registers,
    }),
  }
}

function pushMetrics(registers: Registry[]) {
  return {
    pushMessages: new Counter({
      name: 'casino_push_messages_total',
      help: 'Attempts to send a push, by what came of them: sent, skipped, gone, again, held, poison.',
      labelNames: ['outcome'],
      registers,
    }),
  }
}

function shopMetrics(registers: Registry[]) {
  return {
    paymentCalls: new Counter({
      name: 'casino_payment_calls_total',
      help: 'Calls to the payment provider by what came of them: done, refused, unknown; unauthorized wants an operator.',
      labelNames: ['call', 'outcome'],
      registers,
    }),
    shopStuck: new Gauge({
      name: 'casino_shop_stuck',
      help: 'Purchases, refunds and events of the provider that do not come to an end; anything above 0 wants an operator.',
      labelNames: ['what'],
      registers,
    }),
  }
}

function processMetrics(registers: Registry[]) {
  return {
    actions: new Counter({
      name: 'casino_actions_total',
      help: 'Actions that apps of players told, by what became of them: counted, duplicate, rejected.',
      labelNames: ['result'],
      registers,
    }),
    playersOnline: new Gauge({
      name: 'casino_players_online',
      help: 'Players with an open room in this process.',
      registers,
    }),
    relayLagEvents: new Gauge({
      name: 'casino_relay_lag_events',
      help: 'Committed events a reader has not taken yet.',
      labelNames: ['reader'],
      registers,
    }),
    streamLagSeconds: new Gauge({
      name: 'casino_stream_lag_seconds',
      help: 'How long ago the oldest event occurred that a reader has not taken yet; 0: it has taken all.',
      labelNames: ['reader'],
      registers,
    }),
    streamEvents: new Counter({
      name: 'casino_stream_events_total',
      help: 'Events that a reader has taken.',
      labelNames: ['reader'],
      registers,
    }),
    streamDeadLetters: new Gauge({
      name: 'casino_stream_dead_letters',
      help: 'Events that a reader could not take and nobody has looked after yet; anything above 0 wants an operator.',
      labelNames: ['reader'],
      registers,
    }),
    httpSeconds: new Histogram({
      name: 'casino_http_request_seconds',
      help: 'HTTP requests by route and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    driftStops: new Counter({
      name: 'casino_drift_stops_total',
      help: 'Tables that the drift watch of this process has stopped; anything above 0 wants an operator.',
      labelNames: ['game'],
      registers,
    }),
    eventsOutsidePartitions: new Gauge({
      name: 'casino_events_outside_partitions',
      help: 'Rows in the default partitions of player_events and notification_events; anything above 0 wants an operator.',
      registers,
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
