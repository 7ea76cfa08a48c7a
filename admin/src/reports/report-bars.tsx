import { Box, Typography, useTheme } from '@mui/material'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useFormat } from '../format/use-format.ts'

/** One set of bars: which figure, under which name, in which color. */
export interface Series<Key extends string> {
  readonly key: Key
  readonly name: string
  readonly color: string
}

interface ReportBarsProps<Key extends string> {
  /** The figures in one sentence, for who does not see the bars. */
  readonly summary: string
  readonly rows: readonly ({ readonly label: string } & Readonly<Record<Key, number>>)[]
  readonly series: readonly Series<Key>[]
  /** One upon the other instead of side by side. */
  readonly stacked?: boolean
  readonly testId: string
}

const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 }

/** Bars of whole numbers under their names, read off beside them in a table. */
export function ReportBars<Key extends string>({ summary, rows, series, stacked, testId }: ReportBarsProps<Key>) {
  const { palette } = useTheme()
  const format = useFormat()
  const axis = { stroke: palette.text.secondary, fontSize: 11, tickLine: false, axisLine: false } as const
  const contentStyle = { background: palette.background.paper, border: `1px solid ${palette.divider}`, fontSize: 12 }
  return (
    <Box role="img" aria-label={summary} data-testid={testId} sx={{ mb: 1 }}>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        {series.map(({ key, name, color }) => (
          <Typography key={key} variant="caption" color="text.secondary">
            <Box component="span" sx={{ display: 'inline-block', width: 10, height: 10, mr: 0.75, bgcolor: color }} />
            {name}
          </Typography>
        ))}
      </Box>
      <ResponsiveContainer width="100%" height={180}>
        <BarChart data={[...rows]} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis dataKey="label" minTickGap={16} {...axis} />
          <YAxis width={70} allowDecimals={false} tickFormatter={format.amount} {...axis} />
          <Tooltip
            contentStyle={contentStyle}
            cursor={{ fill: palette.action.hover }}
            formatter={(value) => format.amount(Number(value))}
            isAnimationActive={false}
          />
          {series.map(({ key, name, color }) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              fill={color}
              isAnimationActive={false}
              {...(stacked ? { stackId: 'all' } : {})}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </Box>
  )
}
