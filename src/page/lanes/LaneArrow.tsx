import type { JSX } from 'preact';
import type { LaneEntry } from '../../render/html/pageData.js';
import { END_LOOKS } from './endLooks.js';

interface LaneArrowProps {
  readonly end: LaneEntry['end'];
  /** The middle of the lanes of the actor and of the service, in pixels. */
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly height: number;
}

/** A call as an arrow from its actor to the service. The shape tells its end. */
export function LaneArrow({ end, from, to, width, height }: LaneArrowProps): JSX.Element {
  // A call of the service itself has no way to go.
  const Shape = from === to && end !== 'crash' ? SHAPES.happened : SHAPES[end];
  return (
    <svg class={`lanes-arrow ${END_LOOKS[end].tone}`} width={width} height={height} aria-hidden="true">
      <Shape from={from} to={to} y={height - 9} />
    </svg>
  );
}

interface ShapeProps {
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

const Line = ({ from, to, y, lost = false }: ShapeProps & { readonly lost?: boolean }): JSX.Element => (
  <line x1={from} x2={to} y1={y} y2={y} class={lost ? 'lanes-lost' : undefined} />
);

function Head({ from, to, y }: ShapeProps): JSX.Element {
  const back = to > from ? -7 : 7;
  return <path class="lanes-solid" d={`M${to} ${y}l${back} -4v8z`} />;
}

const Arrow = (props: ShapeProps): JSX.Element => (
  <>
    <Line {...props} />
    <Head {...props} />
  </>
);

const Cross = ({ x, y, size }: { readonly x: number; readonly y: number; readonly size: number }): JSX.Element => (
  <path
    class="lanes-cross"
    d={`M${x - size} ${y - size}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}`}
  />
);

const middleOf = ({ from, to }: ShapeProps): number => (from + to) / 2;

const Refused = (props: ShapeProps): JSX.Element => {
  const x = props.to + (props.to > props.from ? -14 : 14);
  return (
    <>
      <Arrow {...props} />
      <circle class="lanes-stop" cx={x} cy={props.y} r={5} />
      <path d={`M${x - 3.5} ${props.y + 3.5}l7 -7`} />
    </>
  );
};

const RequestLost = (props: ShapeProps): JSX.Element => (
  <>
    <Line {...props} to={middleOf(props)} lost />
    <Cross x={middleOf(props)} y={props.y} size={4} />
  </>
);

const ResponseLost = (props: ShapeProps): JSX.Element => (
  <>
    <Arrow {...props} y={props.y - 2} />
    <Line from={props.to} to={middleOf(props)} y={props.y + 5} lost />
    <Cross x={middleOf(props)} y={props.y + 5} size={3.5} />
  </>
);

const Twice = (props: ShapeProps): JSX.Element => (
  <>
    <Arrow {...props} y={props.y - 2} />
    <Arrow {...props} y={props.y + 5} />
  </>
);

const Crash = ({ from, y }: ShapeProps): JSX.Element => <Cross x={from} y={y - 4} size={6} />;

const Happened = ({ from, y }: ShapeProps): JSX.Element => (
  <path class="lanes-solid" d={`M${from} ${y - 9}l5 5l-5 5l-5 -5z`} />
);

const SHAPES: { readonly [E in LaneEntry['end']]: (props: ShapeProps) => JSX.Element } = {
  answered: Arrow,
  refused: Refused,
  'request lost': RequestLost,
  'response lost': ResponseLost,
  twice: Twice,
  crash: Crash,
  happened: Happened,
};
