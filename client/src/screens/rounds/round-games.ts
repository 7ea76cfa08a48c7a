/** The games that are played in rounds with others, in the order they are offered. */
export const ROUND_GAME_IDS = ['crash', 'match', 'lottery'] as const
export type RoundGameId = (typeof ROUND_GAME_IDS)[number]
