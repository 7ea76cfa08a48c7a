drop table recommendation_servings;
