import { useText } from '../../text/LanguageProvider.tsx'
import { Fact } from '../../ui/Hash.tsx'
import type { Comparison } from './compare-play.ts'
import type { Verification, VerificationResult } from './verify-play.ts'

/** What a verification came to, field by field. `data-verified` says it in one word. */
export function VerifyResult({ result }: { result: VerificationResult }) {
  const { t, trouble } = useText()
  if (!result.ok) {
    const hidden = result.trouble === 'SEED_NOT_REVEALED'
    return (
      <div data-testid="verify-result" data-verified="unknown" data-reason={result.trouble} className="mt-5">
        <p className={hidden ? 'text-gold' : 'text-rose'}>{hidden ? t('fair.needsReveal') : trouble(result.trouble)}</p>
      </div>
    )
  }
  const { comparisons, eventId } = result.value
  const verified = comparisons.every(({ same }) => same)
  return (
    <div data-testid="verify-result" data-verified={verified} data-event-id={eventId} className="mt-5 space-y-5">
      <p
        className={`rounded-2xl border px-4 py-3 font-semibold ${
          verified ? 'border-jade/40 bg-jade/10 text-jade' : 'border-rose/40 bg-rose/10 text-rose'
        }`}
      >
        {verified ? `✓ ${t('fair.verified')}` : `✗ ${t('fair.notVerified')}`}
      </p>
      <Comparisons comparisons={comparisons} />
      <Inputs verification={result.value} />
      {result.value.server && <ServerCheck server={result.value.server} />}
    </div>
  )
}

const CELL = 'px-2 py-2 align-top first:pl-0 last:pr-0'

const LONGEST_WORDS = 40
/** Fingerprints break anywhere, words between words. */
const valueLook = (value: string) => `font-mono text-xs ${value.length > LONGEST_WORDS ? 'break-all' : ''}`

function Comparisons({ comparisons }: { comparisons: readonly Comparison[] }) {
  const { t, nameOf } = useText()
  return (
    <table className="w-full table-fixed text-left text-sm">
      <thead className="text-xs text-mist">
        <tr className="border-b border-white/10">
          <th scope="col" className={`${CELL} w-[34%] sm:w-[28%]`}>
            {t('fair.field')}
          </th>
          <th scope="col" className={CELL}>
            {t('fair.recorded')}
          </th>
          <th scope="col" className={CELL}>
            {t('fair.computed')}
          </th>
          <th scope="col" className={`${CELL} w-8`}>
            <span className="sr-only">{t('fair.same')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {comparisons.map(({ field, recorded, computed, same }) => (
          <tr key={field} data-field={field} className="border-b border-white/5 last:border-0">
            <th scope="row" className={`${CELL} font-normal text-mist`}>
              {nameOf('fair.field', field)}
            </th>
            <td className={`${CELL} ${valueLook(recorded)}`}>{recorded}</td>
            <td className={`${CELL} ${valueLook(computed)}`}>{computed}</td>
            <td className={`${CELL} text-right ${same ? 'text-jade' : 'text-rose'}`}>
              <span role="img" aria-label={t(same ? 'fair.same' : 'fair.different')}>
                {same ? '✓' : '✗'}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Inputs({ verification: { inputs } }: { verification: Verification }) {
  const { t } = useText()
  const { choice, before, ...plain } = inputs
  const values = { ...plain, choice: JSON.stringify(choice), before: JSON.stringify(before) }
  return (
    <details className="rounded-2xl border border-white/10 bg-black/20 px-4 py-3">
      <summary className="cursor-pointer rounded text-sm font-semibold">{t('fair.inputs')}</summary>
      <dl className="mt-2">
        {(Object.keys(values) as (keyof typeof values)[]).map((name) => (
          <Fact key={name} name={t(`fair.input.${name}`)}>
            <code className="text-xs break-all">{values[name]}</code>
          </Fact>
        ))}
      </dl>
    </details>
  )
}

function ServerCheck({ server }: { server: NonNullable<Verification['server']> }) {
  const { t, trouble } = useText()
  const said = () => {
    if (!server.ok) return t('fair.serverUnknown', { why: trouble(server.trouble) })
    if (server.value.verified) return t('fair.serverVerified')
    return t('fair.serverDiffers', { fields: server.value.differences.join(', ') })
  }
  return (
    <p className="text-sm" data-server-verified={server.ok ? server.value.verified : undefined}>
      <span className="text-mist">{t('fair.serverSays')}:</span> {said()}
    </p>
  )
}
