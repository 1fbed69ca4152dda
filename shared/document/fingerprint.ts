/** What a person can compare by eye or read out on the telephone: the first 8 of a digest's hexadecimal digits, "7F3A C21E". */
export const fingerprintOf = (digest: string): string => `${digest.slice(0, 4)} ${digest.slice(4, 8)}`.toUpperCase()
