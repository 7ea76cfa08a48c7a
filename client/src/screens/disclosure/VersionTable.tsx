import type { DisclosureReply } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'

const CELL = 'px-1.5 py-2 first:pl-0 last:pr-0 sm:px-3'
const HASH_DIGITS = 12

/** Every version that ever was in force, the latest first. */
export function VersionTable({ versions }: { versions: DisclosureReply['games'][number]['history'] }) {
  const { t, instant } = useText()
  const heads = [t('disclosure.version'), t('disclosure.from'), t('disclosure.to'), t('disclosure.hash')]
  return (
    <div className="-mx-1 overflow-x-auto px-1">
      <table className="w-full text-left text-xs tabular-nums sm:text-sm">
        <thead className="text-mist">
          <tr className="border-b border-white/10">
            {heads.map((head) => (
              <th key={head} scope="col" className={CELL}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, from, to, hash }) => (
            <tr key={version} data-version={version} className="border-b border-white/5 last:border-0">
              <th scope="row" className={CELL}>
                {version}
              </th>
              <td className={CELL}>
                <time dateTime={from}>{instant(from)}</time>
              </td>
              <td className={CELL}>{to === null ? t('disclosure.now') : <time dateTime={to}>{instant(to)}</time>}</td>
              <td className={CELL}>
                <code title={hash}>{hash.slice(0, HASH_DIGITS)}…</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
