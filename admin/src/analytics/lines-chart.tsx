import { Box, Typography, useTheme } from '@mui/material'
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Series } from '../reports/report-bars.tsx'

interface LinesProps<Key extends string> {
  readonly title: string
  /** The figures in one sentence, for who does not see the lines. */
  readonly summary: string
  readonly rows: readonly ({ readonly label: string } & Readonly<Record<Key, number | null>>)[]
  readonly series: readonly Series<Key>[]
  readonly word: (value: number) => string
  /** Counts: there is no half of one on the scale. */
  readonly whole?: boolean
  readonly testId: string
}

const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 }
/** Lines are told apart by their strokes too, not by color alone. */
const DASHES = ['0', '6 3', '2 3']

/** Lines over the same steps; where nothing is known there is a gap. */
export function LinesChart<Key extends string>({
  title,
  summary,
  rows,
  series,
  word,
  whole = false,
  testId,
}: LinesProps<Key>) {
  const { palette } = useTheme()
  const axis = { stroke: palette.text.secondary, fontSize: 11, tickLine: false, axisLine: false } as const
  const contentStyle = { background: palette.background.paper, border: `1px solid ${palette.divider}`, fontSize: 12 }
  return (
    <Box role="img" aria-label={summary} data-testid={testId} sx={{ my: 1 }}>
      <Typography variant="overline" color="text.secondary" component="h3">
        {title}
      </Typography>
      {series.length > 1 ? (
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          {series.map(({ key, name, color }, index) => (
            <Typography key={key} variant="caption" color="text.secondary">
              <svg width={28} height={8} aria-hidden="true">
                <line x1={0} x2={24} y1={4} y2={4} stroke={color} strokeWidth={2} strokeDasharray={DASHES[index]} />
              </svg>
              {name}
            </Typography>
          ))}
        </Box>
      ) : null}
      <ResponsiveContainer width="100%" height={180}>
        <LineChart data={[...rows]} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis dataKey="label" minTickGap={16} {...axis} />
          <YAxis width={70} allowDecimals={!whole} tickFormatter={word} {...axis} />
          <Tooltip contentStyle={contentStyle} formatter={(value) => word(Number(value))} isAnimationActive={false} />
          {series.map(({ key, name, color }, index) => (
            <Line
              key={key}
              dataKey={key}
              name={name}
              stroke={color}
              strokeWidth={2}
              strokeDasharray={DASHES[index]}
              dot={{ r: 2 }}
              connectNulls={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </Box>
  )
}
