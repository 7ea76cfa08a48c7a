import { Box, Chip, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { Differences } from '../../audit-logs/audit-details.tsx'
import { compare } from '../../audit-logs/difference.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import type { ProductRecord } from '../../providers/resources.ts'

type Version = ProductRecord['versions'][number]

/** Every version of a product, and what one has that the other has not. */
export function VersionsPanel({ product: { versions } }: { product: ProductRecord }) {
  const words = useWords()
  return (
    <Panel title={words('shop.versions')}>
      <Stack spacing={2}>
        <Stack component="ul" spacing={1} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {versions.map((version) => (
            <VersionLine key={version.version} version={version} />
          ))}
        </Stack>
        {versions.length > 1 ? <VersionDifference versions={versions} /> : null}
      </Stack>
    </Panel>
  )
}

function VersionLine({ version }: { version: Version }) {
  const words = useWords()
  const format = useFormat()
  const by = version.publishedBy ?? version.createdBy ?? words('drift.system')
  const at = version.effectiveAt ?? version.changedAt
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
      <strong>{words('shop.version', { version: version.version })}</strong>
      <Chip size="small" variant="outlined" label={words(`shop.statuses.${version.status}`)} />
      <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
        {`${format.dateTime(at)} · ${by}${version.note ? ` · ${version.note}` : ''}`}
      </Typography>
    </Box>
  )
}

function VersionDifference({ versions }: { versions: readonly Version[] }) {
  const words = useWords()
  const [newer, setNewer] = useState(versions[0]?.version ?? 0)
  const [older, setOlder] = useState(versions[1]?.version ?? 0)
  const bodyOf = (wanted: number) => versions.find(({ version }) => version === wanted)?.body ?? null
  const choice = (label: string, value: number, onChoose: (version: number) => void, testId: string) => (
    <TextField
      select
      size="small"
      label={label}
      value={value}
      onChange={(event) => onChoose(Number(event.target.value))}
      slotProps={{ select: { native: true }, htmlInput: { 'data-testid': testId } }}
    >
      {versions.map(({ version }) => (
        <option key={version} value={version}>
          {words('shop.version', { version })}
        </option>
      ))}
    </TextField>
  )
  return (
    <Stack spacing={1} data-testid="product-difference">
      <Stack direction="row" spacing={1}>
        {choice(words('audit.before'), older, setOlder, 'version-before')}
        {choice(words('audit.after'), newer, setNewer, 'version-after')}
      </Stack>
      <Differences comparison={compare(bodyOf(older), bodyOf(newer))} />
    </Stack>
  )
}
