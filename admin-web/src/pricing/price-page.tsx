import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { apiIn, bodyOf, type Explanation, type Move } from '../api.ts';
import { Badge } from '../badge.tsx';
import { moment, money } from '../format.ts';
import { PageHead } from '../page-head.tsx';
import { Failure, ListSkeleton } from '../states.tsx';
import { useWords } from '../words.tsx';

/** Why a price is what it is: the reason, everyone's offers, and every move. */
export default function PricePage({ listingId, zone }: { readonly listingId: string; readonly zone: string }) {
  const { t, language } = useWords();
  const params = { params: { path: { listingId } } };
  const why = useQuery({
    queryKey: ['prices', 'one', listingId, language],
    queryFn: () => bodyOf(apiIn(language).GET('/api/v1/prices/{listingId}', params)),
  });
  const moves = useQuery({
    queryKey: ['prices', 'moves', listingId, language],
    queryFn: () => bodyOf(apiIn(language).GET('/api/v1/prices/{listingId}/history', params)),
  });
  if (!why.data || !moves.data) {
    const error = why.error ?? moves.error;
    const retry = () => void Promise.all([why.refetch(), moves.refetch()]);
    return error ? <Failure error={error} retry={retry} /> : <ListSkeleton />;
  }

  return (
    <>
      <Link href="/prices" className="back">
        ← {t('admin-prices')}
      </Link>
      <PageHead title={why.data.price.name} />
      <Reason why={why.data} zone={zone} />
      <div className="columns">
        <section aria-labelledby="moves">
          <h2 id="moves">{t('admin-moves')}</h2>
          <Moves moves={moves.data.items} zone={zone} />
        </section>
        <section aria-labelledby="offers">
          <h2 id="offers">{t('admin-offers')}</h2>
          <Offers offers={why.data.offers} />
        </section>
      </div>
    </>
  );
}

function Reason({ why: { price }, zone }: { readonly why: Explanation; readonly zone: string }) {
  const speech = useWords();
  const { t } = speech;
  return (
    <div className="panel">
      <p className="big">
        {money(price.currentTiyn)}
        {price.rank !== null && (
          <span className="aside">
            {t('admin-rank-of', { rank: price.rank, count: price.offersCount ?? price.rank })}
          </span>
        )}
      </p>
      <p className="said">{price.reasonText ?? t('admin-not-seen')}</p>
      <p className="sub">
        {t('admin-bounds')}: {price.minTiyn === null ? '–' : money(price.minTiyn)} /{' '}
        {price.maxTiyn === null ? '–' : money(price.maxTiyn)}
        {price.checkedAt !== null && ` · ${t('admin-checked', { at: moment(speech, price.checkedAt, zone) })}`}
      </p>
    </div>
  );
}

const moveWords: Readonly<Record<Move['state'], string>> = {
  held: 'admin-move-held',
  proposed: 'admin-move-proposed',
  pushing: 'admin-move-pushing',
  pending: 'admin-move-pushing',
  applied: 'admin-move-applied',
  ignored: 'admin-move-ignored',
  failed: 'admin-move-failed',
  unknown: 'admin-move-unknown',
  replaced: 'admin-move-replaced',
  rejected: 'admin-move-rejected',
};

function Moves({ moves, zone }: { readonly moves: readonly Move[]; readonly zone: string }) {
  const speech = useWords();
  if (moves.length === 0) {
    return <p className="sub">{speech.t('admin-moves-empty')}</p>;
  }

  return (
    <ol className="moves">
      {moves.map((move) => (
        <li key={move.id} className="move">
          <span className="move-head">
            <time dateTime={move.at}>{moment(speech, move.at, zone)}</time>
            <strong>
              {money(move.fromTiyn)} → {money(move.toTiyn)}
            </strong>
            {move.state !== 'applied' && (
              <Badge tone={move.state === 'failed' ? 'danger' : 'quiet'}>{speech.t(moveWords[move.state])}</Badge>
            )}
          </span>
          <span className="said">{move.reasonText}</span>
        </li>
      ))}
    </ol>
  );
}

function Offers({ offers }: Pick<Explanation, 'offers'>) {
  const { t } = useWords();
  if (offers.length === 0) {
    return <p className="sub">{t('admin-offers-empty')}</p>;
  }

  return (
    <ol className="offers">
      {offers.map((offer) => (
        <li key={offer.merchantId} className="offer" data-role={offer.role}>
          <span>{offer.role === 'own' ? t('admin-own-offer', { name: offer.merchantName }) : offer.merchantName}</span>
          <span className="number">{money(offer.priceTiyn)}</span>
        </li>
      ))}
    </ol>
  );
}
