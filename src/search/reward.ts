import { pow } from '../base/exactMath/pow.ts';
import type { Settings } from '../settings/settings.ts';

export type RewardSettings = Pick<Settings, 'reward' | 'costTarget' | 'costExponent'>;

/**
 * What a strategy learns from a child: its accuracy, or accuracy x (multiply-adds / target)^exponent, the soft
 * constraint of MnasNet (Tan et al. 2019, section 3.1) with multiply-adds for latency. Published: exponent -0.07, so that
 * twice the cost is worth 5 % more accuracy. It is the accuracy at the target and may be above 1 below it.
 */
export function rewardOf(
  { reward, costTarget, costExponent }: RewardSettings,
  accuracy: number,
  multiplyAdds: number,
): number {
  return reward === 'accuracy' ? accuracy : accuracy * pow(multiplyAdds / costTarget, costExponent);
}
