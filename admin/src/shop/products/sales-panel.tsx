import { SALES_STEPS } from '@casino-club/shared'
import { Alert, Box, ToggleButton, ToggleButtonGroup, Typography, useTheme } from '@mui/material'
import { useState } from 'react'
import { useGetOne } from 'react-admin'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useFormat } from '../../format/use-format.ts'
import { useFailureWords } from '../../i18n/use-failure-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import type { SalesRecord } from '../../providers/resources.ts'
import { salesPoints } from './sales-points.ts'
import { SalesTable } from './sales-table.tsx'

const EVERY_MS = 5_000
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 }

/** What was sold of a product since it went on sale, hour by hour or day by day. */
export function SalesPanel({ sku }: { sku: string }) {
  const words = useWords()
  const failureWords = useFailureWords()
  const [by, setBy] = useState<SalesRecord['by']>('day')
  const { data, error } = useGetOne<SalesRecord>(
    'product-sales',
    { id: `${sku}:${by}` },
    { refetchInterval: EVERY_MS, retry: false },
  )
  return (
    <Panel title={words('sales.title')}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={by}
        onChange={(_, next: SalesRecord['by'] | null) => next && setBy(next)}
        aria-label={words('sales.step')}
      >
        {SALES_STEPS.map((step) => (
          <ToggleButton key={step} value={step} data-testid={`sales-${step}`}>
            {words(`sales.by.${step}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {error ? <Alert severity="error">{failureWords(error)}</Alert> : null}
      {data?.rows ? <Sales sales={data} /> : null}
    </Panel>
  )
}

function Sales({ sales }: { sales: SalesRecord }) {
  const words = useWords()
  const format = useFormat()
  const { since, zone, by, rows } = sales
  if (since === null) return <Typography sx={{ mt: 1 }}>{words('sales.never')}</Typography>
  const sum = (of: 'units' | 'purchases') => rows.reduce((total, row) => total + row[of], 0)
  const summary = words('sales.summary', {
    units: format.amount(sum('units')),
    purchases: format.amount(sum('purchases')),
  })
  const label = by === 'day' ? format.day : format.shortDateTime
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ my: 1 }}>
        {words('sales.since', { since: format.dateTime(since), zone })} · {words('sales.live')}
      </Typography>
      {rows.length === 0 ? (
        <Typography data-testid="sales-none">{words('sales.none')}</Typography>
      ) : (
        <>
          <SalesChart
            points={salesPoints(sales).map((point) => ({ ...point, label: label(point.at) }))}
            summary={summary}
          />
          <SalesTable rows={rows.map((row) => ({ ...row, label: label(row.at) }))} />
        </>
      )}
    </>
  )
}

interface ChartProps {
  readonly points: { readonly label: string; readonly units: number }[]
  readonly summary: string
}

function SalesChart({ points, summary }: ChartProps) {
  const words = useWords()
  const format = useFormat()
  const { palette } = useTheme()
  const axis = { stroke: palette.text.secondary, fontSize: 11, tickLine: false, axisLine: false } as const
  return (
    <Box role="img" aria-label={summary} data-testid="sales-chart">
      <ResponsiveContainer width="100%" height={200}>
        <BarChart data={points} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis dataKey="label" minTickGap={24} {...axis} />
          <YAxis width={56} allowDecimals={false} tickFormatter={format.amount} {...axis} />
          <Tooltip
            contentStyle={{ background: palette.background.paper, border: `1px solid ${palette.divider}` }}
            cursor={{ fill: palette.action.hover }}
            formatter={(value) => format.amount(Number(value))}
            isAnimationActive={false}
          />
          <Bar dataKey="units" name={words('sales.units')} fill={palette.primary.main} isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </Box>
  )
}
