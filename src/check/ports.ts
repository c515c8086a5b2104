export function isPortNumber(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

export function isProtocol(protocol: string): boolean {
  return protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP';
}
