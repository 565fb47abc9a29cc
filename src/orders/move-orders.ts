import type { Scope } from '../platform/db/scope.ts';

/** Moves the orders of one store to another that is the same account; of an order both hold, the other store's stays. */
export async function moveOrders(
  scope: Scope,
  { storeId, fromStoreId }: { readonly storeId: string; readonly fromStoreId: string },
): Promise<void> {
  const twins = await scope.em.execute<{ id: string }[]>(
    `select twin.id from orders twin
     join orders kept on kept.company_id = twin.company_id and kept.external_id = twin.external_id and kept.store_id = ?
     where twin.store_id = ?`,
    [storeId, fromStoreId],
  );
  for (const { id } of twins) {
    await scope.em.execute('delete from order_lines where order_id = ?', [id]);
    await scope.em.execute('delete from order_status_changes where order_id = ?', [id]);
    await scope.em.execute('delete from orders where id = ?', [id]);
  }
  await scope.em.execute('update orders set store_id = ?, version = version + 1 where store_id = ?', [
    storeId,
    fromStoreId,
  ]);
}
