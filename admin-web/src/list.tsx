import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem } from './api.ts';
import { Failure, ListSkeleton } from './states.tsx';
import { useWords } from './words.tsx';

/** A page of a list and the cursor of the next one. */
export interface Page<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}

interface ListProps<Row> {
  /** The first part names the list, so that events can make it stale. */
  readonly queryKey: readonly [string, ...unknown[]];
  readonly read: (after: string | undefined) => Promise<Page<Row>>;
  readonly empty: ReactNode;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** A list that grows page by page, with all the states it can be in. */
export function List<Row>({ queryKey, read, empty, children }: ListProps<Row>) {
  const { t } = useWords();
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<Row>) => last.next,
    placeholderData: (before) => before,
  });
  if (list.isPending) {
    return <ListSkeleton />;
  }

  if (list.isError && !list.data) {
    return <Failure error={list.error} retry={() => void list.refetch()} />;
  }

  const rows = list.data.pages.flatMap((page) => page.items);
  return rows.length === 0 ? (
    empty
  ) : (
    <>
      <div className="rows" aria-busy={list.isPlaceholderData}>
        {children(rows)}
      </div>
      {list.isFetchNextPageError && (
        <p className="more-failed" role="alert">
          {list.error instanceof ApiProblem ? list.error.message : t('admin-offline')}
        </p>
      )}
      {list.hasNextPage && (
        <Button
          className="more"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t(list.isFetchNextPageError ? 'admin-retry-btn' : 'admin-more-btn')}
        </Button>
      )}
    </>
  );
}
