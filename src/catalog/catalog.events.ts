declare module '../kernel/events.ts' {
  interface Events {
    'product.added': { productId: string };
    'product.changed': { productId: string };
    /** A product is back from the archive. */
    'product.unarchived': { productId: string };
    'catalog.importRequested': { storeId: string; importId: string };
    'catalog.importProgress': { storeId: string; importId: string; received: number; total: number };
    'catalog.imported': { storeId: string; importId: string; created: number; updated: number };
    /** `code` is an error of the catalogue; its parameters are with the import. */
    'catalog.importFailed': { storeId: string; importId: string; code: string };
  }
}

export type {};
