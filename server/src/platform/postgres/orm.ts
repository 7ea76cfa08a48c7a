import { DataSource, type EntitySchema, type ValueTransformer } from 'typeorm'
import { outliveLoss, type Pool, SESSION_OPTIONS } from './pool.ts'

/** TypeORM's connection, for those who only hand it on. */
export type Orm = DataSource

/** A bigint column as a number; the database checks that it is a safe integer. */
export const bigintNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
}

/** TypeORM on the application's role, for reads that filter, sort and page; the schema is the migrations' alone. */
export async function openOrm(databaseUrl: string, entities: EntitySchema[], connections: number): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities,
    synchronize: false,
    migrationsRun: false,
    applicationName: 'casino-orm',
    extra: { max: connections, options: SESSION_OPTIONS },
  })
  await source.initialize()
  outliveLoss((source.driver as unknown as { readonly master: Pool }).master)
  return source
}
