/** Where a player is of whom nothing is known. */
export const HOME_ZONE = 'Asia/Seoul'
