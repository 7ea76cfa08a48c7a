import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { CONFIG_VARIABLES, readConfig } from '../../server/src/config.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { interpolate, ownServices, projectFile, readCompose, readEnvFile, variablesIn } from '../support/compose.ts'

const compose = readCompose()
const own = ownServices(compose)
const running = own.filter(([name]) => name !== 'migrate')
const games = running.filter(([, { environment }]) => environment?.ROLE === 'game')
const example = readEnvFile('.env.example')
const nginx = projectFile('ops/nginx/nginx.conf')

/** What an operator has filled in. */
const secrets = {
  ...Object.fromEntries(
    variablesIn(projectFile('docker-compose.yml'))
      .filter(({ required }) => required)
      .map(({ name }) => [name, `${name.replaceAll('_', '')}0123456789012345678901234567890123`]),
  ),
  SMTP_URL: 'smtp://mailpit:1025',
}

/** The environment of a service as its container gets it. */
function environmentOf(service: string): Record<string, string> {
  const raw = compose.services[service]?.environment ?? {}
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, interpolate(String(value), secrets)]))
}

describe('.env.example', () => {
  test('names every variable of the server with its real default', () => {
    const real = Object.entries(CONFIG_VARIABLES).map(([name, { default: value }]) => [name, value ?? ''])
    const shown = Object.entries(example).filter(([name]) => Object.hasOwn(CONFIG_VARIABLES, name))
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(real))
  })

  test('names every variable that Compose fills in, and no other', () => {
    const used = variablesIn(projectFile('docker-compose.yml')).map(({ name }) => name)
    expect(used.filter((name) => !Object.hasOwn(example, name))).toEqual([])
    const extra = Object.keys(example).filter((name) => !Object.hasOwn(CONFIG_VARIABLES, name))
    expect(extra.filter((name) => !used.includes(name))).toEqual([])
  })

  test('shows the same default as Compose', () => {
    for (const { name, fallback } of variablesIn(projectFile('docker-compose.yml'))) {
      if (fallback !== null) expect([name, example[name]]).toEqual([name, fallback])
    }
  })

  test('is what the server runs on when it is copied as it stands', () => {
    expect(readConfig(example)).toEqual(readConfig({}))
  })
})

describe('the services of the server', () => {
  test('are a migration, two game processes, an api and a worker', () => {
    const roles = running.map(([name, { environment }]) => [name, environment?.ROLE])
    expect(Object.fromEntries(roles)).toEqual({ 'game-1': 'game', 'game-2': 'game', api: 'api', worker: 'worker' })
    expect(compose.services.migrate?.command).toEqual(['server/src/cli/migrate.ts'])
  })

  test.each(own.map(([name]) => name))('%s gets an environment that the server accepts in production', (name) => {
    const environment = environmentOf(name)
    expect(Object.keys(environment).filter((key) => !Object.hasOwn(CONFIG_VARIABLES, key))).toEqual([])
    expect(readConfig(environment)).toMatchObject({ production: true, host: '0.0.0.0', trustedProxies: 1 })
  })

  test('have no secret written down', () => {
    for (const [name, { secret }] of Object.entries(CONFIG_VARIABLES)) {
      for (const [, { environment }] of own) {
        if (secret && environment?.[name] !== undefined)
          expect(environment[name]).toMatch(/^\$\{[A-Z_]+:(\?|-)\}$|\$\{[A-Z_]+:\?\}/)
      }
    }
  })

  test('are given longer to stop than they take', () => {
    for (const [name, { stop_grace_period: grace }] of running) {
      expect(Number.parseInt(grace ?? '0', 10) * 1_000).toBeGreaterThan(
        readConfig(environmentOf(name)).shutdownTimeoutMs,
      )
    }
  })

  test('are asked for their health at the port they listen on', () => {
    for (const [name, { healthcheck }] of running) {
      expect(healthcheck?.test?.join(' ')).toContain(`:${environmentOf(name).HTTP_PORT}/healthz`)
    }
  })

  test('find Postgres, Redis and Kafka by the names of their services', () => {
    for (const [name] of running) {
      const { DATABASE_URL = '', REDIS_URL = '', KAFKA_BROKERS = '' } = environmentOf(name)
      const hosts = [new URL(DATABASE_URL).hostname, new URL(REDIS_URL).hostname, KAFKA_BROKERS.split(':')[0] ?? '']
      expect(hosts).toEqual(['postgres', 'redis', 'kafka'])
      for (const host of hosts) expect(compose.services).toHaveProperty(host)
    }
  })
})

describe('every service', () => {
  const services = Object.entries(compose.services)

  test.each(services)('%s waits for services that exist and can become what it waits for', (_, service) => {
    for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
      const other = compose.services[name]
      expect(other, name).toBeDefined()
      if (condition === 'service_healthy') expect(other?.healthcheck?.test, name).toBeDefined()
      if (condition === 'service_completed_successfully') expect(other?.restart).toBe('no')
    }
  })

  test.each(services.filter(([name]) => name !== 'migrate'))('%s has a health check and comes back', (_, service) => {
    expect(service.healthcheck?.test).toBeDefined()
    expect(service.restart).toBe('unless-stopped')
  })

  test.each(services)('%s uses a pinned image', (_, { image, build }) => {
    if (build === undefined) expect(image).toMatch(/:v?\d/)
  })

  test('keeps its data in declared volumes and mounts files that exist', () => {
    for (const [, { volumes = [], secrets: used = [] }] of services) {
      for (const volume of volumes) {
        const source = volume.split(':')[0] ?? ''
        if (!source.startsWith('./')) expect(Object.keys(compose.volumes)).toContain(source)
        else if (/\.\w+$/.test(source)) expect(projectFile(source)).not.toBe('')
      }
      for (const secret of used) expect(compose.secrets).toHaveProperty(secret)
    }
  })

  test('opens nothing to the world but nginx', () => {
    const open = services.filter(([, { ports = [] }]) => ports.some((port) => !port.startsWith('127.0.0.1:')))
    expect(open.map(([name]) => name)).toEqual(['nginx'])
  })
})

test('Redis evicts nothing and writes to disk', () => {
  const command = compose.services.redis?.command?.join(' ')
  expect(command).toContain('--maxmemory-policy noeviction')
  expect(command).toContain('--appendonly yes')
})

describe('nginx', () => {
  test('reaches services that exist at the ports they listen on', () => {
    const aliases = Object.values(compose.services).flatMap(({ networks }) => networks?.default.aliases ?? [])
    const targets = [...nginx.matchAll(/http:\/\/(\$?[a-z]+):(\d+);/g)].map(([, host = '', port]) => ({ host, port }))
    expect(targets.length).toBeGreaterThan(0)
    for (const { host, port } of targets) {
      const game = host !== 'api'
      expect(port).toBe(String(environmentOf(game ? 'game-1' : 'api')[game ? 'GAME_PORT' : 'HTTP_PORT']))
      if (!host.startsWith('$')) expect([...Object.keys(compose.services), ...aliases]).toContain(host)
    }
  })

  test('shares matchmaking among all game processes', () => {
    for (const [, { networks }] of games) expect(networks?.default.aliases).toEqual(['game'])
    expect(nginx).toMatch(/location \/matchmake\/ \{\s+set \$games http:\/\/game:2567;/)
  })

  test('leads each seat to the process that gave it out', () => {
    const pattern = /location ~ (\S+) \{/.exec(nginx)?.[1] ?? ''
    for (const [name] of games) {
      const address = environmentOf(name).GAME_PUBLIC_ADDRESS ?? ''
      const path = `/${address.split('/').slice(1).join('/')}/processId/roomId`
      expect(new RegExp(pattern).exec(path)?.groups).toEqual({ process: name, rest: 'processId/roomId' })
    }
  })

  test('lets sockets through and keeps metrics to ourselves', () => {
    expect(nginx).toContain('proxy_set_header Upgrade $http_upgrade;')
    expect(nginx).toMatch(/location ~\* \^\/metrics\(\/\|\$\) \{\s+return 404;/)
  })
})

describe('monitoring', () => {
  const metrics = createMetrics().registry.getMetricsAsArray()

  test('asks every process of the server, with the token', () => {
    const { scrape_configs: jobs } = parse(projectFile('ops/prometheus/prometheus.yml')) as {
      scrape_configs: { authorization: { credentials_file: string }; static_configs: { targets: string[] }[] }[]
    }
    const targets = jobs.flatMap((job) => job.static_configs.flatMap((group) => group.targets))
    expect(targets.sort()).toEqual(running.map(([name]) => `${name}:${environmentOf(name).HTTP_PORT}`).sort())
    expect(jobs[0]?.authorization.credentials_file).toBe('/run/secrets/metrics_token')
    expect(compose.secrets.metrics_token?.environment).toBe('METRICS_TOKEN')
  })

  test('shows metrics that the server has, and all of our own', () => {
    const dashboard = JSON.parse(projectFile('ops/grafana/dashboards/casino-club.json')) as {
      panels: { targets: { expr: string }[] }[]
    }
    const names = new Set(
      metrics.flatMap(({ name }) => [name, ...['_bucket', '_sum', '_count'].map((end) => name + end)]),
    )
    for (const { expr } of dashboard.panels.flatMap(({ targets }) => targets)) {
      const used = expr.match(/\b(casino|nodejs|process)_[a-z0-9_]+/g) ?? []
      expect(used.length).toBeGreaterThan(0)
      for (const name of used) expect(names, expr).toContain(name)
    }
    const shown = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n')
    for (const { name } of metrics.filter((metric) => metric.name.startsWith('casino_'))) expect(shown).toContain(name)
  })

  test('is drawn from the datasource that is provisioned', () => {
    const { datasources } = parse(projectFile('ops/grafana/provisioning/datasources/prometheus.yml')) as {
      datasources: { uid: string; url: string }[]
    }
    expect(datasources[0]).toMatchObject({ uid: 'prometheus', url: 'http://prometheus:9090' })
  })
})
