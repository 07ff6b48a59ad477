// Where contributions meet: a plus on the lower edge of the card that they add up in.

export function Meeting({ x, y }: { x: number; y: number }) {
  return (
    <g class="meeting">
      <circle class="plus-o" cx={x} cy={y} r={9} />
      <path class="plus" d={`M${x - 4.5},${y}h9M${x},${y - 4.5}v9`} />
    </g>
  );
}
