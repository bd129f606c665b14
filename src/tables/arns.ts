// The partition of each group of regions, by the beginning of their names (docs/swf.md 1.1; endpoints of botocore).
const PARTITIONS: readonly (readonly [beginning: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
];

/** Returns the partition of a region, with which its ARNs begin: `aws`, `aws-cn` and so on. */
export const partitionOf = (region: string): string =>
  PARTITIONS.find(([beginning]) => region.startsWith(beginning))?.[1] ?? 'aws';

/** Returns the ARN of a domain (docs/swf.md 1.1). */
export const domainArn = (region: string, accountId: string, domain: string): string =>
  `arn:${partitionOf(region)}:swf:${region}:${accountId}:/domain/${domain}`;

/** Returns the ARN of the root user of an account. */
export const rootArn = (region: string, accountId: string): string =>
  `arn:${partitionOf(region)}:iam::${accountId}:root`;
