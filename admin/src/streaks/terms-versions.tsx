import type { AdminStreakTerms } from '@casino-club/shared'
import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'

/** Every version, the newest first. */
export function TermsVersions({ seen }: { seen: AdminStreakTerms }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Panel title={words('streaks.versions')}>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small">
          <TableHead>
            <TableRow>
              {(['version', 'since', 'days', 'grace', 'shields', 'zone'] as const).map((column) => (
                <TableCell key={column}>{words(`streaks.columns.${column}`)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {seen.versions.map(({ version, publishedAt, terms }) => (
              <TableRow key={version} data-testid={`streak-version-${version}`}>
                <TableCell>{version}</TableCell>
                <TableCell>{publishedAt === null ? words('streaks.draft') : format.dateTime(publishedAt)}</TableCell>
                <TableCell>
                  {terms.rewards
                    .map(({ coins, gems }) => `${format.amount(coins)} + ${format.amount(gems)}`)
                    .join(', ')}
                </TableCell>
                <TableCell>{terms.graceHours}</TableCell>
                <TableCell>{terms.mostShields}</TableCell>
                <TableCell>{terms.zoneDays}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Panel>
  )
}
