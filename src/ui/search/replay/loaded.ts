/** What only a replay needs, loaded together when the page has time. */
export { Banner } from './Banner.tsx';
export { FollowedBanner } from './FollowedBanner.tsx';
export { Scrubber } from './Scrubber.tsx';
