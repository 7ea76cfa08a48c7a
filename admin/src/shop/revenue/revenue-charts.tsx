import { Box, Typography, useTheme } from '@mui/material'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { RevenueRow } from './figures.ts'

const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 }

/** One set of bars: which figure in which color. */
interface Series {
  readonly key: 'won' | 'refundedWon' | 'gems' | 'begun' | 'granted'
  readonly name: string
  readonly color: string
}

interface ChartsProps {
  readonly rows: readonly (RevenueRow & { readonly label: string })[]
  readonly summary: string
}

/** Won with refunds, gems, and how many were begun and paid: each on a scale of its own. */
export function RevenueCharts({ rows, summary }: ChartsProps) {
  const words = useWords()
  const { palette } = useTheme()
  const won = { key: 'won', name: words('revenue.won'), color: palette.primary.main } as const
  const refunded = { key: 'refundedWon', name: words('revenue.refundedWon'), color: palette.error.main } as const
  const gems = { key: 'gems', name: words('revenue.gems'), color: palette.secondary.main } as const
  const begun = { key: 'begun', name: words('revenue.begun'), color: palette.text.secondary } as const
  const granted = { key: 'granted', name: words('revenue.granted'), color: palette.success.main } as const
  return (
    <Box role="img" aria-label={summary} data-testid="revenue-chart">
      <Bars title={words('revenue.wonChart')} rows={rows} series={[won, refunded]} />
      <Bars title={words('revenue.gemsChart')} rows={rows} series={[gems]} />
      <Bars title={words('revenue.countChart')} rows={rows} series={[begun, granted]} />
    </Box>
  )
}

function Bars({ title, rows, series }: { title: string; rows: ChartsProps['rows']; series: readonly Series[] }) {
  const { palette } = useTheme()
  const format = useFormat()
  const axis = { stroke: palette.text.secondary, fontSize: 11, tickLine: false, axisLine: false } as const
  const contentStyle = {
    background: palette.background.paper,
    border: `1px solid ${palette.divider}`,
    borderRadius: 8,
    fontSize: 12,
  }
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline', flexWrap: 'wrap', mt: 1.5 }}>
        <Typography variant="overline" color="text.secondary" component="h3">
          {title}
        </Typography>
        {series.map(({ key, name, color }) => (
          <Typography key={key} variant="caption" color="text.secondary">
            <Box component="span" sx={{ display: 'inline-block', width: 10, height: 10, mr: 0.75, bgcolor: color }} />
            {name}
          </Typography>
        ))}
      </Box>
      <ResponsiveContainer width="100%" height={170}>
        <BarChart data={[...rows]} margin={MARGIN} syncId="revenue" accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis dataKey="label" minTickGap={24} {...axis} />
          <YAxis width={80} allowDecimals={false} tickFormatter={format.amount} {...axis} />
          <Tooltip
            contentStyle={contentStyle}
            cursor={{ fill: palette.action.hover }}
            formatter={(value) => format.amount(Number(value))}
            isAnimationActive={false}
          />
          {series.map(({ key, name, color }) => (
            <Bar key={key} dataKey={key} name={name} fill={color} radius={[3, 3, 0, 0]} isAnimationActive={false} />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </>
  )
}
