declare module '../kernel/events.ts' {
  interface Events {
    'company.created': { companyId: string };
  }
}

export type {};
