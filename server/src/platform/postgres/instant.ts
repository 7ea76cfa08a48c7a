/** The SQL of an instant that is given as ms since the epoch under a parameter such as `$1`. */
export const at = (parameter: string): string => `to_timestamp(${parameter}::bigint / 1000.0)`
