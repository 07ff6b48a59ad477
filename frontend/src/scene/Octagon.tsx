// The mark of an error: an octagon with a cross, never colour alone.

export function Octagon({ x, y }: { x: number; y: number }) {
  return (
    <g class="octagon" transform={`translate(${x},${y})`}>
      <path d="M8.3,3.4L3.4,8.3h-6.8L-8.3,3.4v-6.8L-3.4,-8.3h6.8L8.3,-3.4z" />
      <path d="M-3.4,-3.4l6.8,6.8m0,-6.8l-6.8,6.8" />
    </g>
  );
}
