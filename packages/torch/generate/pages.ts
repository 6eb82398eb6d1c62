// Which operators have a page in PyTorch's documentation, so that the generated comments link to it: those that docs/source/torch.md of
// PyTorch 2.13 lists, the documented methods of torch.Tensor that work in place, and those of torch.nn.functional.

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const functions = words(`
  abs absolute acos acosh add addbmm addcdiv addcmul addmm addmv addr adjoint all allclose amax amin aminmax angle
  any arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argsort argwhere as_strided asin
  asinh atan atan2 atanh atleast_1d atleast_2d atleast_3d baddbmm bartlett_window bernoulli bincount bitwise_and
  bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor blackman_window block_diag bmm
  broadcast_shapes broadcast_tensors broadcast_to bucketize can_cast cartesian_prod cat cdist ceil chain_matmul
  cholesky cholesky_inverse cholesky_solve chunk clamp clip clone column_stack combinations complex concat
  concatenate conj conj_physical copysign corrcoef cos cosh count_nonzero cov cross cummax cummin cumprod cumsum
  cumulative_trapezoid deg2rad dequantize det diag diag_embed diagflat diagonal diagonal_scatter diff digamma dist
  div divide dot dsplit dstack einsum empty empty_like empty_strided eq equal erf erfc erfinv exp exp2 expm1 eye
  fake_quantize_per_channel_affine fake_quantize_per_tensor_affine fix flatten flip fliplr flipud float_power
  floor floor_divide fmax fmin fmod frac frexp full full_like gather gcd ge geqrf ger gradient greater
  greater_equal gt hamming_window hann_window heaviside histc histogram histogramdd hsplit hstack hypot i0 igamma
  igammac imag index_add index_copy index_reduce index_select inner inverse is_complex is_conj is_floating_point
  is_nonzero isclose isfinite isin isinf isnan isneginf isposinf isreal istft kaiser_window kron kthvalue lcm
  ldexp le lerp less less_equal lgamma linspace log log10 log1p log2 logaddexp logaddexp2 logcumsumexp logdet
  logical_and logical_not logical_or logical_xor logit logspace logsumexp lt lu_solve lu_unpack masked_select
  matmul matrix_exp matrix_power max maximum mean median meshgrid min minimum mm mode moveaxis movedim msort mul
  multinomial multiply mv mvlgamma nan_to_num nanmean nanmedian nanquantile nansum narrow narrow_copy ne neg
  negative nextafter nonzero norm normal not_equal numel ones ones_like orgqr ormqr outer permute pinverse poisson
  polar polygamma positive pow prod promote_types qr quantile quantize_per_channel quantize_per_tensor
  quantized_batch_norm quantized_max_pool1d quantized_max_pool2d rad2deg rand rand_like randint randint_like randn
  randn_like randperm range ravel real reciprocal remainder renorm repeat_interleave reshape resolve_conj
  resolve_neg result_type roll rot90 round row_stack rsqrt scatter scatter_add scatter_reduce searchsorted select
  select_scatter sgn sigmoid sign signbit sin sinc sinh slice_scatter slogdet softmax sort split sqrt square
  squeeze stack std std_mean stft sub subtract sum svd swapaxes swapdims t take take_along_dim tan tanh tensor
  tensor_split tensordot tile topk trace transpose trapezoid trapz triangular_solve tril tril_indices triu
  triu_indices true_divide trunc unbind unflatten unique_consecutive unsqueeze vander var var_mean vdot
  view_as_complex view_as_real vsplit vstack where xlogy zeros zeros_like
`);

const inPlace = words(`
  abs_ absolute_ acos_ acosh_ add_ addbmm_ addcdiv_ addcmul_ addmm_ addmv_ addr_ arccos_ arccosh_ arcsin_ arcsinh_
  arctan2_ arctan_ arctanh_ as_strided_ asin_ asinh_ atan2_ atan_ atanh_ baddbmm_ bernoulli_ bitwise_and_
  bitwise_left_shift_ bitwise_not_ bitwise_or_ bitwise_right_shift_ bitwise_xor_ cauchy_ ceil_ clamp_ clip_
  conj_physical_ copy_ copysign_ cos_ cosh_ cumprod_ cumsum_ deg2rad_ detach_ digamma_ div_ divide_ eq_ erf_ erfc_
  erfinv_ exp2_ exp_ expm1_ exponential_ fill_ fill_diagonal_ fix_ float_power_ floor_ floor_divide_ fmod_ frac_
  gcd_ ge_ geometric_ greater_ greater_equal_ gt_ heaviside_ hypot_ i0_ igamma_ igammac_ index_add_ index_copy_
  index_fill_ index_put_ index_reduce_ lcm_ ldexp_ le_ lerp_ less_ less_equal_ lgamma_ log10_ log1p_ log2_ log_
  log_normal_ logical_and_ logical_not_ logical_or_ logical_xor_ logit_ lt_ masked_fill_ masked_scatter_ mul_
  multiply_ mvlgamma_ nan_to_num_ ne_ neg_ negative_ nextafter_ normal_ not_equal_ polygamma_ pow_ put_ rad2deg_
  random_ reciprocal_ remainder_ renorm_ requires_grad_ resize_ resize_as_ round_ rsqrt_ scatter_ scatter_add_
  scatter_reduce_ set_ sgn_ sigmoid_ sign_ sin_ sinc_ sinh_ sparse_resize_ sparse_resize_and_clear_ sqrt_ square_
  squeeze_ sub_ subtract_ swapaxes_ swapdims_ t_ tan_ tanh_ transpose_ tril_ triu_ true_divide_ trunc_ uniform_
  unsqueeze_ xlogy_ zero_
`);

const functional = words(`
  adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool1d adaptive_max_pool2d
  adaptive_max_pool3d alpha_dropout avg_pool1d avg_pool2d avg_pool3d batch_norm bilinear binary_cross_entropy
  binary_cross_entropy_with_logits celu celu_ channel_shuffle conv1d conv2d conv3d conv_transpose1d
  conv_transpose2d conv_transpose3d cosine_embedding_loss cosine_similarity ctc_loss dropout elu elu_ embedding
  embedding_bag feature_alpha_dropout fractional_max_pool2d fractional_max_pool3d gelu glu group_norm hardshrink
  hardsigmoid hardswish hardtanh hardtanh_ hinge_embedding_loss huber_loss instance_norm kl_div l1_loss layer_norm
  leaky_relu leaky_relu_ linear log_softmax margin_ranking_loss max_pool1d max_pool2d max_pool3d max_unpool2d
  max_unpool3d mish mse_loss multi_margin_loss multilabel_margin_loss nll_loss one_hot pad pairwise_distance pdist
  pixel_shuffle pixel_unshuffle poisson_nll_loss prelu relu relu6 relu_ rms_norm rrelu rrelu_
  scaled_dot_product_attention selu selu_ silu smooth_l1_loss soft_margin_loss softplus softshrink threshold
  threshold_ triplet_margin_loss unfold
`);

/** The page of an operator by its name in a schema, `aten::flip`; undefined where there is none. */
export function pageOf(schemaName: string): string | undefined {
  const name = schemaName.replace(/^aten::/, "");
  const page = functions.has(name)
    ? `torch.${name}`
    : inPlace.has(name)
      ? `torch.Tensor.${name}`
      : functional.has(name)
        ? `torch.nn.functional.${name}`
        : undefined;
  return page === undefined ? undefined : `https://docs.pytorch.org/docs/stable/generated/${page}.html`;
}
