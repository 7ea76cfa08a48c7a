/**
 * SQL, among columns `type` and `game` of an event: whether its player did this himself. What the club does to him, and how
 * a round in which he had staked came out, is no doing of his.
 */
export const IS_HIS_DOING = `(type in ('stake.placed', 'inventory.used', 'purchase.reserved', 'tutorial.stepTaken',
    'tutorial.completed', 'mission.claimed', 'vault.claimed', 'streak.ticked', 'battlepass.claimed', 'battlepass.bought',
    'battlepass.couponUsed', 'achievement.claimed', 'friend.rewarded', 'content.unlocked', 'wallet.refilled',
    'fairness.rotated', 'safe.acknowledged')
  or (game is not null and type not like '%.settled'))`
